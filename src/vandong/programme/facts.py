"""What programmes hand to analytics: the codes of their high-risk groups."""

from vandong.kernel.facts import Fact

FACTS = (
    Fact(
        name="risk_group",
        columns={"risk_group_id": "int64", "programme_id": "int64", "code": "string"},
        sql="SELECT id AS risk_group_id, programme_id, code FROM programme_riskgroup",
    ),
)
