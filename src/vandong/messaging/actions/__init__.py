from vandong.messaging.actions.read_notice import read_all, read_notice
from vandong.messaging.actions.tell_body import tell_bodies, tell_body

__all__ = ["read_all", "read_notice", "tell_bodies", "tell_body"]
