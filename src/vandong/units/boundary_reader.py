"""Reads boundaries from GeoJSON: codes and simplified rings. Runs in the child process (`kernel.child`); no Django.

Taken: a FeatureCollection in degrees (WGS 84, RFC 7946) of Polygons and MultiPolygons, each feature bearing its unit's
code in a property. Several features of one code are one unit. Rings are thinned to `TOLERANCE` (Douglas-Peucker), which
is under half a stroke of the map of a province.
"""

import json
import math
from collections.abc import Iterator, Sequence
from typing import Any

from vandong.kernel.child import CannotRead

TOLERANCE = 0.0008  # degrees, about 90 m
MOST_FEATURES, MOST_POINTS = 20_000, 8_000_000
WEST, EAST, SOUTH, NORTH = 101.0, 118.5, 6.0, 24.0  # the country with its islands, roomily
CODE_NAMES = ("code", "ma", "ma_xa", "maxa", "ma_dvhc", "ma_huyen", "ma_tinh", "id")

Point = tuple[float, float]
Ring = list[tuple[int, int]]  # ten-thousandths of a degree


def read(payload: bytes, options: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """({"features": how many, "property": the one that bears codes}, JSON of code → rings). `options["property"]` names
    the property, "" looks for a usual one. Raises CannotRead with a sentence."""
    try:
        said = json.loads(payload)
    except (ValueError, RecursionError):
        raise CannotRead("Tệp này không phải GeoJSON: không đọc được. Xin xuất lại từ phần mềm bản đồ.") from None
    features = said.get("features") if isinstance(said, dict) else None
    if not isinstance(said, dict) or said.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise CannotRead("Tệp này là JSON nhưng không phải GeoJSON loại FeatureCollection. Xin xuất lại đúng loại.")
    if not features:
        raise CannotRead("Tệp GeoJSON này không có đối tượng nào. Xin xuất lại lớp địa giới.")
    if len(features) > MOST_FEATURES:
        raise CannotRead(f"Tệp có {len(features)} đối tượng, nhiều hơn {MOST_FEATURES}. Xin tách theo tỉnh rồi nạp.")
    name = _code_property(features, str(options.get("property", "")))
    found: dict[str, list[Ring]] = {}
    points = 0
    for number, feature in enumerate(features, start=1):
        code = _code(feature, name, number)
        for ring in _rings(feature, number):
            points += len(ring)
            if points > MOST_POINTS:
                raise CannotRead("Tệp có quá nhiều điểm. Xin làm đơn giản đường địa giới rồi nạp.")
            if len(thin := _thinned(_checked(ring, number))) >= 4:
                found.setdefault(code, []).append([(round(x * 10_000), round(y * 10_000)) for x, y in thin])
    return {"features": len(features), "property": name}, json.dumps(found, separators=(",", ":")).encode()


def _code_property(features: Sequence[Any], asked: str) -> str:
    first = features[0].get("properties") if isinstance(features[0], dict) else None
    known = {str(name).lower(): str(name) for name in first} if isinstance(first, dict) else {}
    for name in [asked] if asked else CODE_NAMES:
        if name.lower() in known:
            return known[name.lower()]
    has = ", ".join(sorted(known.values())[:12]) or "không có thuộc tính nào"
    raise CannotRead(f"Không biết thuộc tính nào mang mã đơn vị. Tệp có: {has}. Xin nói bằng --code.")


def _code(feature: Any, name: str, number: int) -> str:
    said = feature.get("properties") if isinstance(feature, dict) else None
    code = said.get(name) if isinstance(said, dict) else None
    if isinstance(code, bool) or not isinstance(code, int | str) or not str(code).strip().isdigit():
        raise CannotRead(f"Đối tượng thứ {number} không có mã đơn vị bằng số ở thuộc tính {name}. Xin bổ sung rồi nạp.")
    return str(code).strip()


def _rings(feature: Any, number: int) -> Iterator[Any]:
    shape = feature.get("geometry")
    kind = shape.get("type") if isinstance(shape, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise CannotRead(f"Đối tượng thứ {number} không phải vùng (Polygon, MultiPolygon). Xin chỉ xuất lớp địa giới.")
    parts = [shape.get("coordinates")] if kind == "Polygon" else shape.get("coordinates")
    for part in parts if isinstance(parts, list) else [None]:
        if not isinstance(part, list) or not all(isinstance(ring, list) for ring in part):
            raise CannotRead(f"Đường địa giới của đối tượng thứ {number} bị hỏng. Xin xuất lại.")
        yield from part


def _checked(ring: list[Any], number: int) -> list[Point]:
    made: list[Point] = []
    for point in ring:
        if not isinstance(point, list) or len(point) < 2 or not all(isinstance(one, int | float) for one in point[:2]):
            raise CannotRead(f"Đường địa giới của đối tượng thứ {number} bị hỏng. Xin xuất lại.")
        x, y = float(point[0]), float(point[1])
        if not (WEST <= x <= EAST and SOUTH <= y <= NORTH):
            raise CannotRead(
                f"Đối tượng thứ {number} có điểm ngoài Việt Nam ({x:.5g}, {y:.5g}). "
                "Tọa độ phải là kinh độ, vĩ độ theo WGS 84 (không phải VN-2000)."
            )
        made.append((x, y))
    return made


def _thinned(ring: list[Point]) -> list[Point]:
    """Douglas-Peucker without recursion, on two halves of the ring so that its ends have no say."""
    if len(ring) < 4:
        return []
    far = max(range(len(ring)), key=lambda at: math.dist(ring[0], ring[at]))
    kept = {0, far, len(ring) - 1}
    waiting = [(0, far), (far, len(ring) - 1)]
    while waiting:
        start, end = waiting.pop()
        if end - start < 2:
            continue
        (x0, y0), (x1, y1) = ring[start], ring[end]
        length = math.hypot(x1 - x0, y1 - y0)
        worst, at = 0.0, start
        for middle in range(start + 1, end):
            x, y = ring[middle]
            off = abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length if length else math.hypot(x - x0, y - y0)
            if off > worst:
                worst, at = off, middle
        if worst > TOLERANCE:
            kept.add(at)
            waiting += [(start, at), (at, end)]
    return [ring[at] for at in sorted(kept)]
