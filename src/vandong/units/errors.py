from vandong.kernel.errors import NotHere, Refused


class UnitNotHere(NotHere):
    code = "units.unit_not_here"


class Locked(Refused):
    """Records up to a day are closed by an approved report; `message` is the lock's own reason."""

    code = "units.locked"
