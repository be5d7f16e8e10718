"""The register of organisations: agencies, schools, enterprises, religious bodies, branches of member organisations.

Tổ chức trên địa bàn: whom field work is done with. The Front's own bodies are `units.Body`, not here.
"""
