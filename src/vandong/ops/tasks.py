"""Background work of setting up. The worker of `vandong serve` carries it out."""

from django_tasks import task

from vandong.kernel import audit, clock
from vandong.ops import loading
from vandong.units.actions import load_reference


@task()
def load_reference_data() -> None:
    """Load the nation's units, telling its progress where the first-run page looks. Twice does no harm."""
    load_reference(by=audit.SYSTEM, now=clock.now(), progress=loading.tell)
    loading.forget()
