from vandong.ops.actions.set_up_installation import FirstAdministrator, set_up_installation

__all__ = ["FirstAdministrator", "set_up_installation"]
