from vandong.messaging.actions.tell_body import tell_body

__all__ = ["tell_body"]
