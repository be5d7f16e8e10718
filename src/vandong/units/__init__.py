"""Units and bodies: the dated tree of the country, who succeeded whom, and the bodies that work in each unit.

Đơn vị hành chính, khu dân cư; tổ chức (Ủy ban MTTQ, Ban Thường trực, Ban Phong trào, Ban công tác Mặt trận…).
Every question about the tree carries a day. Not here: people and what they may do (`accounts`).
"""
