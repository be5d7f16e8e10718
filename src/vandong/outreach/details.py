"""What activities say in tables of their own, in words, for a workbook: five queries for a thousand of them."""

from collections.abc import Sequence

from vandong.outreach.conflict import materials_in_words
from vandong.outreach.models import Activity, ActivityMaterial, ActivityOrganisation, ActivityPartner, ActivityTerm
from vandong.outreach.recording import INSTRUMENT, MOVEMENT
from vandong.outreach.rows import Details
from vandong.programme import queries as programmes


def details_of(activity_ids: Sequence[int]) -> dict[int, Details]:
    """Activity id → what it served, spread, used and who took part; one that says none of it is left out."""
    named = list(ActivityTerm.objects.filter(activity_id__in=activity_ids).values_list("activity_id", "term_id"))
    terms = programmes.terms_by_id({term_id for _, term_id in named}) if named else {}
    there = ActivityOrganisation.objects.filter(activity_id__in=activity_ids).order_by("organisation__sort_key")
    used = ActivityMaterial.objects.filter(activity_id__in=activity_ids).order_by("position")
    said: dict[int, dict[str, list[str]]] = {}
    for activity_id, term_id in named:
        said.setdefault(activity_id, {}).setdefault(terms[term_id].kind, []).append(terms[term_id].label)
    for activity_id, name in there.values_list("activity_id", "organisation__name"):
        said.setdefault(activity_id, {}).setdefault("organisations", []).append(name)
    for activity_id, name, count in used.values_list("activity_id", "name", "count"):
        said.setdefault(activity_id, {}).setdefault("materials", []).append(materials_in_words([(name, count)]))
    joined = ActivityPartner.objects.filter(activity_id__in=activity_ids).order_by("body__short_name", "id")
    for activity_id, name in joined.values_list("activity_id", "body__short_name"):
        said.setdefault(activity_id, {}).setdefault("partners", []).append(name)
    noted = Activity.objects.filter(id__in=activity_ids).exclude(note="")
    for activity_id, note in noted.values_list("id", "note"):
        said.setdefault(activity_id, {})["note"] = [note]
    told = (MOVEMENT, INSTRUMENT, "materials", "organisations", "partners", "note")
    return {
        activity_id: Details(*("; ".join(parts.get(kind, ())) for kind in told)) for activity_id, parts in said.items()
    }
