"""What the answers look like, for the description of the interface; tests hold them to the declared shapes."""

OBSERVATION = {
    "id": 1204,
    "indicator": "industrial_value_added_above_scale",
    "indicator_name": "规模以上工业增加值",
    "subject": {"kind": "region", "slug": "jinyunxian", "name": "缙云县", "name_en": "Jinyun County"},
    "measure": "yoy",
    "basis": "可比价",
    "breakdown_list": None,
    "breakdown": None,
    "period": {"label": "2021年1-7月", "start": "2021-01-01", "end": "2021-07-31", "kind": "cumulative"},
    "value_state": "value",
    "value": "39.6",
    "qualifier": "=",
    "unit": "%",
    "as_written": "39.6%",
    "status": "final",
    "note": "",
    "published_at": "2021-10-31T09:00:00+08:00",
    "source": {"title": "缙云县工业经济报道", "publisher": "未注明", "date": "2021-10-31", "place": "第7段"},
    "ranks": [{"group": "全市", "size": None, "position": 1, "qualifier": "=", "direction": "highest_first"}],
}
OBSERVATIONS = {"items": [OBSERVATION], "next": "WyJzZXJpZXMiLDMsMTIsIjIwMjEtMDctMzEiLDEyMDRd"}

INDICATOR_ITEM = {
    "code": "industrial_value_added_above_scale",
    "name": "规模以上工业增加值",
    "name_en": "Value added of industry above designated size",
    "unit": "亿元",
    "theme": "工业生产",
    "definition": "规模以上工业企业在一定时期内生产的最终成果。",
    "method": "",
    "decimals": 2,
    "better": "higher",
    "aggregation": "additive",
    "first_release": "joint",
    "is_headline": True,
    "department": None,
    "numerator": None,
    "denominator": None,
}
INDICATORS = {"items": [INDICATOR_ITEM], "next": None}
INDICATOR = INDICATOR_ITEM | {
    "aliases": ["规上工业增加值"],
    "breaks": [{"on": "2011-01-01", "reason": "规模标准由500万元提高到2000万元。"}],
    "observations": "https://example.org/api/v1/indicators/industrial_value_added_above_scale/observations",
}

SUBJECTS = {
    "items": [
        {
            "kind": "region",
            "slug": "jinyunxian",
            "name": "缙云县",
            "short_name": "缙云",
            "name_en": "Jinyun County",
            "state": "active",
            "world": "lishuishi",
        }
    ],
    "next": None,
}
REGIONS = {
    "items": [
        {
            "slug": "jinyunxian",
            "name": "缙云县",
            "short_name": "缙云",
            "name_en": "Jinyun County",
            "code": "331122",
            "level": "county",
            "type": "县",
            "parent": "lishuishi",
            "is_home": True,
            "world": "lishuishi",
        }
    ],
    "next": None,
}
CODE_LISTS = {"items": [{"name": "measure", "title": "度量", "title_en": "Measure"}], "next": None}
CODES = {"items": [{"code": "yoy", "name": "同比", "name_en": "Year on year", "parent": ""}], "next": None}
