"""What a person does with a plan that was read, in short words: decide, change, hand down, issue."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from vandong.programme.models import (
    PlanReading,
    ReadItem,
    Target,
)

HEADER = {
    "title": "Kế hoạch tuyên truyền, vận động nhân dân phòng, chống ma túy",
    "short_title": "Phòng, chống ma túy",
    "plan_number": "16/KH-MTTQ-BTT",
    "plan_dated_on": "10/05/2024",
    "starts_on": "01/01/2024",
    "ends_on": "31/12/2025",
}


def hand_in(client, content, name="ke-hoach.txt"):
    return client.post(reverse("reading_upload"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def item(reading, kind, place=0):
    return ReadItem.objects.filter(reading=reading, kind=kind).order_by("position")[place]


def decide(client, one, verb, version=None, **headers):
    path = reverse("reading_decide", args=[one.reading.programme_id, one.id, verb])
    return client.post(path, {"version": one.version if version is None else version}, **headers)


def change(client, one, **values):
    return client.post(
        reverse("reading_change", args=[one.reading.programme_id, one.id]), {"item_version": one.version, **values}
    )


def settle_everything(client, programme):
    """What a person does on the confirming page, without changing a word; the header gets its number and date."""
    reading = PlanReading.objects.get(programme=programme)
    change(client, item(reading, "header"), **HEADER)
    for one in ReadItem.objects.filter(reading=reading, state="waiting").order_by("position"):
        if one.kind == "task" and not one.understood["levels"]:  # a sentence that names no level needs a person's word
            change(client, one, short_text="Lồng ghép", text=one.quote, levels=["commune", "area"])
            continue
        decide(client, one, "de-nguyen" if one.kind == "flag" else "chap-nhan")


def lacks(client, programme):
    page = client.get(reverse("programme_issue", args=[programme.id]))
    return [lack.sentence for lack in page.context["summary"].lacks]


def hand_down(client, programme, **values):
    page = client.get(reverse("handing_down", args=[programme.id]))
    typed = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    shown = {name: field.prepare_value(typed[name]) for name, field in page.context["form"].fields.items()}
    shown = {name: "" if value is None else value for name, value in shown.items()}
    return client.post(reverse("handing_down", args=[programme.id]), {**shown, **values})


def issue(client, programme):
    settle_everything(client, programme)
    for target in Target.objects.filter(programme=programme):
        if target.kind in ("reduce_share", "reach_share"):
            client.post(reverse("target_input_put_off", args=[programme.id, target.id]))
    districts = Target.objects.filter(programme=programme, holder_level="district")
    hand_down(client, programme, **{f"next_{target.id}": "commune" for target in districts})
    assert lacks(client, programme) == []
    issuing = reverse("programme_issue", args=[programme.id])
    client.post(issuing, {"version": client.get(issuing).context["summary"].state})
    programme.refresh_from_db()
    assert programme.state == "issued"
