"""The small world every test may stand in: two provinces, a handful of communes, a small cast, one programme.

    Hải Dương (30)
      Ninh Giang (299)                         Thanh Miện (300)
        xã Hồng Phong (11203)                    xã Ngũ Hùng (11254)
          thôn Bồng Lai, thôn Tiêu Sơn
        xã Tân Hương (11206), which on 1/12/2019 took in xã Hưng Thái (11207)
    Hưng Yên (33) · Phù Cừ (331) · xã Đình Cao (12400): somebody else's province

The cast is named for what they come for; everybody's password is `make.PASSWORD`; the day is `make.TODAY`.
"""

from dataclasses import dataclass
from datetime import date

from tests import make, rows
from vandong.accounts.access import Officer
from vandong.kernel.models import Installation
from vandong.programme.models import Deadline, Programme, RiskGroup, Target, Task
from vandong.units.models import Ancestry, Lineage, ParentEdge, Succession, Unit

RISK_GROUPS = (
    ("away_workers", "Người đang làm ăn xa", "Làm ăn xa"),
    ("street_youth", "Thanh thiếu niên bỏ học, sống lang thang", "Thanh thiếu niên bỏ học"),
    ("seasonal_workers", "Người lao động theo thời vụ", "Lao động thời vụ"),
    ("people_who_use_drugs", "Người nghiện", "Người nghiện"),
    ("released_prisoners", "Người tha tù đã bị xử lý về ma túy", "Người tha tù"),
    ("under_local_education", "Người đang quản lý, giáo dục tại xã", "Quản lý tại xã"),
)


@dataclass(frozen=True)
class World:
    nation: int
    hai_duong: int
    ninh_giang: int
    thanh_mien: int
    hong_phong: int
    bong_lai: int
    tieu_son: int
    tan_huong: int
    hung_thai: int  # ended on 1/12/2019, succeeded by tan_huong
    ngu_hung: int
    hung_yen: int
    phu_cu: int
    dinh_cao: int
    women_hong_phong: int  # a member organisation's body
    police_hong_phong: int
    hanh: Officer  # Hồng Phong: records, writes the report
    lan: Officer  # Hồng Phong: approves and signs
    luong: Officer  # thôn Bồng Lai: Front Work Board, records
    ha: Officer  # Tân Hương: records, writes the report
    hue: Officer  # Tân Hương: approves
    nam: Officer  # Ngũ Hùng: records and approves
    khai: Officer  # Ninh Giang: records, coordinates, administers
    thai: Officer  # Ninh Giang: approves
    tuyet: Officer  # Thanh Miện: records, approves, coordinates
    binh: Officer  # Hải Dương: movement department, coordinates, records
    co: Officer  # Hải Dương: Standing Board, approves
    quan: Officer  # Hải Dương: administers accounts
    vien: Officer  # Hải Dương: views only
    stranger: Officer  # Đình Cao, Hưng Yên: records and approves there
    programme: int
    task: int  # III.2, meetings
    risk_groups: dict[str, int]  # code → id


def stand() -> World:
    """The world in this test's empty database. Its verbs make it once in a process, which takes a few hundred queries;
    every later test gets the same rows."""
    if not _kept:
        _kept.append(rows.added_by(build))
        return _kept[0].made
    return rows.put_back(_kept[0])


_kept: list[rows.Kept[World]] = []


def build() -> World:
    """Make the world in the database and return its ids."""
    Installation.objects.create(id=1, name="Hải Dương", created_at=make.NOW)
    nation = make.unit("nation", "VN", "nước", "Việt Nam", None, date(1976, 7, 2))
    hai_duong = make.unit("province", "30", "tỉnh", "Hải Dương", nation)
    ninh_giang = make.unit("district", "299", "huyện", "Ninh Giang", hai_duong)
    thanh_mien = make.unit("district", "300", "huyện", "Thanh Miện", hai_duong)
    hong_phong = make.unit("commune", "11203", "xã", "Hồng Phong", ninh_giang)
    bong_lai = make.unit("area", "11203-01", "thôn", "Bồng Lai", hong_phong)
    tieu_son = make.unit("area", "11203-02", "thôn", "Tiêu Sơn", hong_phong)
    tan_huong = make.unit("commune", "11206", "xã", "Tân Hương", ninh_giang)
    ngu_hung = make.unit("commune", "11254", "xã", "Ngũ Hùng", thanh_mien)
    hung_yen = make.unit("province", "33", "tỉnh", "Hưng Yên", nation)
    phu_cu = make.unit("district", "331", "huyện", "Phù Cừ", hung_yen)
    dinh_cao = make.unit("commune", "12400", "xã", "Đình Cao", phu_cu)
    hung_thai = _ended_commune("11207", "xã", "Hưng Thái", tan_huong, date(2004, 1, 1), make.LONG_AGO)

    boards = {
        unit: make.body(unit, "standing_board", f"Ban Thường trực Ủy ban MTTQ Việt Nam {where}", f"Mặt trận {where}")
        for unit, where in (
            (hai_duong, "tỉnh Hải Dương"),
            (ninh_giang, "huyện Ninh Giang"),
            (thanh_mien, "huyện Thanh Miện"),
            (hong_phong, "xã Hồng Phong"),
            (tan_huong, "xã Tân Hương"),
            (ngu_hung, "xã Ngũ Hùng"),
            (hung_yen, "tỉnh Hưng Yên"),
            (dinh_cao, "xã Đình Cao"),
        )
    }
    department = make.body(
        hai_duong, "movement_department", "Ban Phong trào Ủy ban MTTQ Việt Nam tỉnh Hải Dương", "Ban Phong trào tỉnh"
    )
    work_board = make.body(
        bong_lai, "front_work_board", "Ban công tác Mặt trận thôn Bồng Lai", "Ban công tác Mặt trận Bồng Lai"
    )
    women = make.body(hong_phong, "member_organisation", "Hội Liên hiệp Phụ nữ xã Hồng Phong", "Hội Phụ nữ")
    police = make.body(hong_phong, "police", "Công an xã Hồng Phong", "Công an xã")

    person = make.person
    programme = Programme.objects.create(
        body_id=boards[hai_duong],
        title="Tuyên truyền, vận động nhân dân tham gia phòng, chống ma túy tại xã, phường, thị trấn",
        short_title="Phòng, chống ma túy",
        plan_number="16/KH-MTTQ-BTT",
        plan_dated_on=date(2024, 1, 15),
        starts_on=date(2024, 1, 1),
        ends_on=date(2025, 12, 31),
        created_at=make.NOW,
    )
    task = Task.objects.create(
        programme=programme,
        position=1,
        section="III.2",
        text="Phối hợp tuyên truyền ở khu dân cư.",
        short_text="Tuyên truyền ở khu dân cư",
        levels=["commune", "area"],
    )
    Target.objects.create(
        programme=programme,
        position=1,
        kind="at_least",
        subject="buổi tuyên truyền mỗi xã",
        value=12,
        value_unit="buổi",
        indicator="activity_count",
        holder_level="commune",
        due_on=date(2024, 12, 31),
        quote="Mỗi xã, phường, thị trấn tổ chức ít nhất 12 buổi tuyên truyền trong năm.",
    )
    Deadline.objects.create(
        programme=programme,
        kind="report",
        recurs="yearly",
        month=11,
        day=20,
        from_level="district",
        to_level="province",
        via="Ban Phong trào",
        text="Báo cáo kết quả trước ngày 20/11 hằng năm",
    )
    groups = {
        code: RiskGroup.objects.create(
            programme=programme, position=position, code=code, name=name, short_name=short_name
        ).id
        for position, (code, name, short_name) in enumerate(RISK_GROUPS, start=1)
    }
    Programme.objects.filter(id=programme.id).update(state="issued", issued_at=make.NOW)
    return World(
        nation=nation,
        hai_duong=hai_duong,
        ninh_giang=ninh_giang,
        thanh_mien=thanh_mien,
        hong_phong=hong_phong,
        bong_lai=bong_lai,
        tieu_son=tieu_son,
        tan_huong=tan_huong,
        hung_thai=hung_thai,
        ngu_hung=ngu_hung,
        hung_yen=hung_yen,
        phu_cu=phu_cu,
        dinh_cao=dinh_cao,
        women_hong_phong=women,
        police_hong_phong=police,
        hanh=person("hanh", "Nguyễn Thị Hạnh", boards[hong_phong], "Cán bộ Mặt trận", "record", address="chị"),
        lan=person("lan", "Trần Thị Lan", boards[hong_phong], "Chủ tịch", "approve", "record", address="bà"),
        luong=person("luong", "Phạm Văn Lượng", work_board, "Trưởng ban", "record", address="ông"),
        ha=person("ha", "Vũ Thị Hà", boards[tan_huong], "Cán bộ Mặt trận", "record", address="chị"),
        hue=person("hue", "Bùi Thị Huệ", boards[tan_huong], "Chủ tịch", "approve", address="bà"),
        nam=person("nam", "Đỗ Văn Năm", boards[ngu_hung], "Chủ tịch", "record", "approve", address="ông"),
        khai=person(
            "khai",
            "Đoàn Văn Khải",
            boards[ninh_giang],
            "Ủy viên Thường trực",
            "record",
            "coordinate",
            "administer",
            address="anh",
        ),
        thai=person(
            "thai", "Phạm Quang Thái", boards[ninh_giang], "Phó Chủ tịch", "approve", "coordinate", address="anh"
        ),
        tuyet=person(
            "tuyet", "Lê Thị Tuyết", boards[thanh_mien], "Chủ tịch", "record", "approve", "coordinate", address="bà"
        ),
        binh=person(
            "binh", "Hoàng Thanh Bình", department, "Trưởng Ban Phong trào", "record", "coordinate", address="anh"
        ),
        co=person("co", "Đặng Văn Cơ", boards[hai_duong], "Phó Chủ tịch", "approve", address="ông"),
        quan=person("quan", "Ngô Minh Quân", boards[hai_duong], "Quản trị", "administer", address="anh"),
        vien=person("vien", "Mai Viên", boards[hai_duong], "Ủy viên", address="chị"),
        stranger=person("la", "Người Lạ", boards[dinh_cao], "Chủ tịch", "record", "approve"),
        programme=programme.id,
        task=task.id,
        risk_groups=groups,
    )


def _ended_commune(code: str, kind: str, name: str, successor: int, since: date, until: date) -> int:
    """A commune that a merger ended: it stood under nobody we know, and `successor` took it in whole."""
    unit = Unit(level="commune", code=code, kind=kind, name=name, valid_from=since, valid_until=until)
    unit.save()
    Ancestry.objects.create(ancestor=unit, descendant=unit, depth=0, valid_from=since, valid_until=until)
    Succession.objects.create(
        predecessor=unit, successor_id=successor, on=until, share=1, legal_reference="Nghị quyết 788/NQ-UBTVQH14"
    )
    Lineage.objects.create(unit_id=successor, predecessor=unit, until=date.fromordinal(until.toordinal() - 1))
    assert not ParentEdge.objects.filter(child=unit).exists()
    return unit.id
