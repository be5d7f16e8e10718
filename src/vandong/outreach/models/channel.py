from django.db import models


class Channel(models.TextChoices):
    """By which way people were reached: the plan's own channels (III.2: sessions of member organisations, clubs,
    culture, conferences that study a directive) and those of practice."""

    MEETING = "meeting", "Họp thôn, khu dân cư"
    CONFERENCE = "conference", "Hội nghị, quán triệt"
    ASSOCIATION = "association", "Sinh hoạt đoàn thể, chi hội"
    CLUB = "club", "Sinh hoạt câu lạc bộ"
    CULTURE = "culture", "Giao lưu văn hóa, văn nghệ"
    LOUDSPEAKER = "loudspeaker", "Loa truyền thanh"
    LEAFLET = "leaflet", "Phát tờ rơi, tài liệu"
    BANNER = "banner", "Băng rôn, pa nô, áp phích"
    CONTEST = "contest", "Cuộc thi, hội thi"
    SOCIAL_MEDIA = "social_media", "Mạng xã hội"
    SCHOOL = "school", "Tại trường học"
    HOUSE_VISIT = "house_visit", "Đến từng nhà"
    OTHER = "other", "Cách khác"


# What these do can't always be counted: one post, one slogan over a road. The others need at least one number.
# These are counted in leaflets, households, broadcasts or banners rather than in people.
COUNTING_CHANNELS = (Channel.LEAFLET, Channel.HOUSE_VISIT, Channel.LOUDSPEAKER, Channel.BANNER)
TELLING_CHANNELS = (Channel.LOUDSPEAKER, Channel.BANNER, Channel.SOCIAL_MEDIA, Channel.OTHER)
