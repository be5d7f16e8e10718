"""What a new programme begins with when its author asks for it: the six groups plans of this kind name.

Source: section III.2 of the 2019 plan of Hải Dương. A programme may drop some and add others.
"""

SIX_RISK_GROUPS = (
    ("away_workers", "Người đang đi làm ăn xa", "Đi làm ăn xa"),
    ("street_youth", "Thanh thiếu niên bỏ học, sống lang thang", "Thanh thiếu niên bỏ học"),
    ("seasonal_workers", "Người lao động theo thời vụ", "Lao động thời vụ"),
    ("people_who_use_drugs", "Người nghiện ma túy", "Người nghiện"),
    ("released_prisoners", "Người chấp hành xong án phạt tù về tội phạm ma túy", "Người ra tù"),
    ("under_local_education", "Người đang được quản lý, giáo dục tại xã", "Đang giáo dục tại xã"),
)

YEARLY_REPORT = ("Báo cáo kết quả thực hiện trước ngày 20/11 hằng năm", 11, 20)
