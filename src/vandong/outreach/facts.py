"""What outreach hands to analytics: activities that stand (withdrawn ones count nowhere), attendances by risk group,
and the sizes of those groups."""

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
            "cost_vnd": "int64",  # 0 where nobody said
            "partner_count": "int64",
            "organisation_count": "int64",
            "movement_count": "int64",
            "instrument_count": "int64",
        },
        sql=(
            "SELECT a.id AS activity_id, a.unit_id, a.programme_id, a.task_id, a.held_on, a.channel, "
            "a.attendance_count, COALESCE(a.female_count, 0) AS female_count, a.leaflet_count, a.banner_count, "
            "a.broadcast_count, a.household_count, COALESCE(a.cost_vnd, 0) AS cost_vnd, "
            "(SELECT COUNT(*) FROM outreach_activitypartner AS p WHERE p.activity_id = a.id) AS partner_count, "
            "(SELECT COUNT(*) FROM outreach_activityorganisation AS o WHERE o.activity_id = a.id) "
            "AS organisation_count, "
            "(SELECT COUNT(*) FROM outreach_activityterm AS said JOIN programme_planterm AS term "
            "ON term.id = said.term_id AND term.kind = 'movement' WHERE said.activity_id = a.id) AS movement_count, "
            "(SELECT COUNT(*) FROM outreach_activityterm AS said JOIN programme_planterm AS term "
            "ON term.id = said.term_id AND term.kind = 'instrument' WHERE said.activity_id = a.id) AS instrument_count "
            "FROM outreach_activity AS a WHERE a.withdrawn_at IS NULL"
        ),
    ),
    Fact(
        name="risk_attendance",
        columns={"activity_id": "int64", "risk_group": "string", "count": "int64", "first_timer_count": "int64"},
        # The group's code by a subquery, as joined it would invite planners to begin with the few groups and read the
        # whole country's attendances; and a sum over all groups does not ask for it.
        sql=(
            "SELECT r.activity_id, (SELECT g.code FROM programme_riskgroup AS g WHERE g.id = r.risk_group_id) "
            'AS risk_group, r.count AS "count", COALESCE(r.first_timer_count, 0) AS first_timer_count '
            "FROM outreach_riskattendance AS r"
        ),
    ),
    Fact(
        name="group_size",  # the statement that stands; a number taken back is none
        columns={
            "unit_id": "int64",
            "programme_id": "int64",
            "risk_group": "string",
            "year": "int64",
            "count": "int64",
        },
        sql=(
            'SELECT s.unit_id, g.programme_id, g.code AS risk_group, s.year, s.count AS "count" '
            "FROM outreach_groupsize AS s JOIN programme_riskgroup AS g ON g.id = s.risk_group_id "
            "WHERE s.count IS NOT NULL AND NOT EXISTS (SELECT 1 FROM outreach_groupsize AS later "
            "WHERE later.unit_id = s.unit_id AND later.risk_group_id = s.risk_group_id "
            "AND later.year = s.year AND later.version > s.version)"
        ),
    ),
)
