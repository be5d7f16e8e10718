"""People, their appointments, and what each may do and see.

Tài khoản, chức danh. A person holds dated appointments in bodies; an appointment gives capabilities over the units
below its body's unit. `access.Officer` is who acts in every verb.
"""
