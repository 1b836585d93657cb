"""Walks through the record as an assistant does, with the official client of the Model Context Protocol: from a search to
an engagement to the words of a report; checks that each quotation stands in its report, and that what is wrong is told.

Usage: assistant.py PROGRAM (the built `chancery`), in the top folder of the project
"""

import asyncio
import subprocess
import sys
import tempfile
from pathlib import Path

from mcp import Client, StdioServerParameters

EXAMPLES = ["examples/readout.txt", "examples/wire-story.txt", "examples/communique.txt", "examples/reports.jsonl"]


async def walk(program: str, db: str, mode: str) -> int:
    server = StdioServerParameters(command=program, args=["mcp", "--db", db, "--reader", "rules"])
    calls = 0
    async with Client(server, mode=mode) as client:

        async def call(tool: str, /, **arguments: object) -> dict:
            nonlocal calls
            calls += 1
            result = await client.call_tool(tool, arguments)  # the client checks it against the tool's output schema
            text = "\n".join(block.text for block in result.content)
            assert not result.is_error, f"{tool} {arguments}: {text}"
            assert text and isinstance(result.structured_content, dict), f"{tool}: {text}"
            return result.structured_content

        assert "citations" in client.instructions
        tools = {tool.name for tool in (await client.list_tools()).tools}
        wanted = {"search", "dossier", "engagement", "statements", "agreements", "who", "where", "party", "read"}
        assert wanted <= tools, wanted - tools

        texts: dict[str, str] = {}

        async def is_quoted(row: dict) -> None:
            assert row["citations"], row
            for citation in row["citations"]:
                key = citation["report"]
                if key not in texts:
                    texts[key] = (await call("report", id=key, length=20000))["text"]
                words = citation["words"].strip("…")
                assert words in texts[key], f"{key} does not say: {words}"
                assert citation["start"] < citation["end"] <= len(texts[key])

        found = await call("search", q="Russia")
        assert any(one["id"] == "RUS" for one in found["named"]), found["named"]
        for kind in ["engagements", "statements", "agreements"]:
            assert found[kind]["total"] >= found[kind]["count"] == len(found[kind]["rows"]), kind
            for row in found[kind]["rows"]:
                await is_quoted(row)
        assert found["engagements"]["count"] > 0
        key = found["engagements"]["rows"][0]["id"]
        engagement = await call("engagement", id=key)
        assert engagement["engagement"]["id"] == key
        for row in engagement["accounts"]["rows"]:
            await is_quoted(row)

        seen, cursor = set(), None
        while True:
            page = await call("statements", limit=3, **({"cursor": cursor} if cursor else {}))
            for row in page["rows"]:
                await is_quoted(row)
                seen.add(row["id"])
            if not (cursor := page.get("cursor")):
                break
        assert len(seen) == page["total"], (len(seen), page["total"])

        dossier = await call("dossier", party="India", **{"with": "Russia"})
        assert dossier["parties"] == ["IND", "RUS"]
        part = (await call("dossier", party="Russia", limit=1))["engagements"]
        if part["total"] > 1:
            rest = await call(part["more"]["tool"], **part["more"]["arguments"])
            assert rest["rows"][0]["id"] != part["rows"][0]["id"]
        assert (await call("who", question="Russian foreign minister", on="2023-12-27"))["candidates"][0]["name"] == "Sergey Lavrov"
        assert (await call("where", place="Tripoli", near="Lebanon"))["candidates"][0]["country"] == "LBN"
        assert (await call("party", name="SCO", on="2019"))["candidates"][0]["code"] == "SCO"
        text = Path("examples/readout.txt").read_text(encoding="utf-8")
        read = await call("read", text=text, limit=2)
        assert read["total"] > read["count"] == 2 and read["next"] == 2
        for row in read["rows"]:
            assert row["citations"][0]["words"].strip("…") in text

        for name, arguments in [("engagement", {"id": "none"}), ("engagements", {"type": "TALK"}), ("who", {"on": "soon"})]:
            calls += 1
            refused = await client.call_tool(name, arguments)
            assert refused.is_error and "\nhint: " in refused.content[0].text, refused
    return calls


def main() -> None:
    program = str(Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        db = f"{folder}/record.db"
        add = [program, "add", "--db", db, "--reader", "rules", *EXAMPLES]
        subprocess.run(add, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # Assistants of today greet first; those of the newer protocol do not.
        calls = sum(asyncio.run(walk(program, db, mode)) for mode in ("legacy", "auto"))
    print(f"an assistant asked {calls} times; every quotation stands in its report")


if __name__ == "__main__":
    main()
