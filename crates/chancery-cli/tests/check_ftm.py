"""Checks an export for FollowTheMoney by that project's own model: every schema, property, value and link.

    chancery export out --format ftm
    pip install followthemoney
    python crates/chancery-cli/tests/check_ftm.py out/entities.ftm.json
"""

import collections
import json
import sys

from followthemoney import model
from followthemoney.exc import InvalidData

faults: collections.Counter[str] = collections.Counter()
kinds: collections.Counter[str] = collections.Counter()
found: dict[str, object] = {}
links = []
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        entity = json.loads(line)
        schema = model.get(entity["schema"])
        if schema is None:
            faults[f"there is no schema {entity['schema']}"] += 1
            continue
        kinds[schema.name] += 1
        if entity["id"] in found:
            faults[f"two entities are called {entity['id']}"] += 1
        found[entity["id"]] = schema
        try:
            schema.validate(entity)
        except InvalidData as error:
            faults[f"{schema.name}: {error} {getattr(error, 'errors', '')}"] += 1
        for name, values in entity["properties"].items():
            prop = schema.get(name)
            if prop is None:
                faults[f"{schema.name} has no property {name}"] += 1
                continue
            for value in values:
                if prop.type.clean(value) != value:
                    faults[f"{schema.name}.{name} is no {prop.type.name}: {value!r}"] += 1
                if prop.type.name == "entity":
                    links.append((f"{schema.name}.{name}", prop, value))
for name, prop, value in links:
    if value not in found:
        faults[f"{name} leads nowhere"] += 1
    elif prop.range and not found[value].is_a(prop.range):
        faults[f"{name} leads to {found[value].name}"] += 1
print(", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())), f"and {len(links)} links")
for fault, count in faults.most_common():
    print(f"{count} times: {fault}")
sys.exit(bool(faults) or not found)
