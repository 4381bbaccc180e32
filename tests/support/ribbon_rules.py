"""The rules of customUI14.xml for the elements that we use, checked without its schema.

The ribbon was not validated against Microsoft's schema ("Schema definition for Ribbon Extensibility"). This is a check
of our own for the five elements that we use, after that schema and, for tab, group and button, from memory:
which attributes they take, what their values
look like, which elements stand in them, and that ids are unique and each control has one image at most.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
ID = r"[A-Za-z_][\w.-]{0,1023}"
TEXT = r"(?s).{1,1024}"
BOOLEAN = "true|false|0|1"
ENABLED = {"enabled": BOOLEAN, "getEnabled": TEXT}
COMMON = {
    "id": ID, "idQ": TEXT, "idMso": ID, "tag": TEXT, "label": TEXT, "getLabel": TEXT, "visible": BOOLEAN,
    "getVisible": TEXT, "insertAfterMso": ID, "insertBeforeMso": ID, "insertAfterQ": TEXT, "insertBeforeQ": TEXT,
    "keytip": r"\S{1,3}", "getKeytip": TEXT,
}  # fmt: skip
TIPS = {"screentip": TEXT, "getScreentip": TEXT, "supertip": TEXT, "getSupertip": TEXT}
IMAGES = {"image": TEXT, "imageMso": ID, "getImage": TEXT}
BUTTON = {"onAction": TEXT, "size": "normal|large", "getSize": TEXT, "description": TEXT, "getDescription": TEXT,
          "showImage": BOOLEAN, "getShowImage": TEXT, "showLabel": BOOLEAN, "getShowLabel": TEXT}  # fmt: skip

RULES: dict[str, tuple[dict[str, str], set[str]]] = {
    "customUI": ({"onLoad": TEXT, "loadImage": TEXT}, {"ribbon"}),
    "ribbon": ({"startFromScratch": BOOLEAN}, {"tabs"}),
    "tabs": ({}, {"tab"}),
    "tab": (COMMON, {"group"}),
    "group": (COMMON | TIPS | IMAGES | {"autoScale": BOOLEAN, "centerVertically": BOOLEAN}, {"button"}),
    "button": (COMMON | ENABLED | TIPS | IMAGES | BUTTON, set()),
}


def ribbon_faults(xml: str) -> list[str]:
    """Return a sentence for everything that the rules do not allow; none for a valid ribbon."""
    root = ElementTree.fromstring(xml)
    faults = [] if root.tag == f"{{{NAMESPACE}}}customUI" else [f"the root is {root.tag}"]
    ids: set[str] = set()
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name not in RULES or not element.tag.startswith(f"{{{NAMESPACE}}}"):
            faults.append(f"{name} is not known")
            continue
        attributes, children = RULES[name]
        for attribute, value in element.attrib.items():
            if attribute not in attributes:
                faults.append(f"{name} takes no {attribute}")
            elif not re.fullmatch(attributes[attribute], value):
                faults.append(f"{name}: {attribute} cannot be {value[:40]!r}")
        faults += [
            f"{name} holds no {child.tag.rpartition('}')[2]}"
            for child in element
            if child.tag.rpartition("}")[2] not in children
        ]
        if len(element.attrib.keys() & IMAGES.keys()) > 1:
            faults.append(f"{name} has more than one image")
        if name in {"tab", "group", "button"}:
            own = element.attrib.keys() & {"id", "idQ", "idMso"}
            if len(own) != 1:
                faults.append(f"{name} has {len(own)} ids")
            if element.get("id", "") in ids:
                faults.append(f"two controls are called {element.get('id')}")
            ids.add(element.get("id", ""))
    return faults
