"""What outreach hands to analytics: activities that stand (withdrawn ones count nowhere), attendances by risk group."""

from vandong.kernel.facts import Fact

FACTS = (
    Fact(
        name="activity",
        columns={
            "activity_id": "int64",
            "unit_id": "int64",
            "programme_id": "int64",
            "task_id": "int64",
            "held_on": "date",
            "channel": "string",
            "attendance_count": "int64",
            "female_count": "int64",
            "leaflet_count": "int64",
            "banner_count": "int64",
            "broadcast_count": "int64",
            "household_count": "int64",
            "partner_count": "int64",
        },
        sql=(
            "SELECT a.id AS activity_id, a.unit_id, a.programme_id, a.task_id, a.held_on, a.channel, "
            "a.attendance_count, COALESCE(a.female_count, 0) AS female_count, a.leaflet_count, a.banner_count, "
            "a.broadcast_count, a.household_count, "
            "(SELECT COUNT(*) FROM outreach_activitypartner AS p WHERE p.activity_id = a.id) AS partner_count "
            "FROM outreach_activity AS a WHERE a.withdrawn_at IS NULL"
        ),
    ),
    Fact(
        name="risk_attendance",
        columns={"activity_id": "int64", "risk_group_id": "int64", "count": "int64", "first_timer_count": "int64"},
        sql=(
            'SELECT activity_id, risk_group_id, count AS "count", COALESCE(first_timer_count, 0) AS first_timer_count '
            "FROM outreach_riskattendance"
        ),
    ),
)
