from vandong.messaging.models.notice import Notice, NoticeRead

__all__ = ["Notice", "NoticeRead"]
