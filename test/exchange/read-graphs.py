"""Reads graphs and says what NetworkX finds: JSON on stdin, JSON on stdout.

In: a list of {"file", "pairs": [[a, b]], "halves": [[ids], [ids]]}.
Out: for each the counts, components, distances of the pairs, and the most that flows between halves.
"""
import json
import sys

import networkx as nx


def read(file):
    if not file.endswith(".gexf"):
        return nx.read_graphml(file, force_multigraph=True)
    graph = nx.read_gexf(file)
    # Without parallel edges it is a plain graph, whose edges have no keys.
    return graph if graph.is_multigraph() or graph.is_directed() else nx.MultiGraph(graph)


def look(question):
    graph = read(question["file"])
    simple = nx.DiGraph()
    for a, b, data in graph.edges(data=True):
        for x, y in ((a, b), (b, a)):
            before = simple.edges[x, y]["capacity"] if simple.has_edge(x, y) else 0
            simple.add_edge(x, y, capacity=before + data["gbps"])
    for side, ids in zip(("from", "to"), question["halves"]):
        for node in ids:
            ends = (side, node) if side == "from" else (node, side)
            simple.add_edge(*ends)
    return {
        "directed": graph.is_directed(),
        "nodes": graph.number_of_nodes(),
        "edges": graph.number_of_edges(),
        "components": nx.number_connected_components(graph),
        "distances": [nx.shortest_path_length(graph, a, b) for a, b in question["pairs"]],
        "flow": nx.maximum_flow_value(simple, "from", "to") if question["halves"] else None,
        "node": dict(graph.nodes[question["pairs"][0][0]]) if question["pairs"] else None,
        "ids": sorted(str(data.get("id", key)) for _, _, key, data in graph.edges(keys=True, data=True)),
    }


json.dump([look(question) for question in json.load(sys.stdin)], sys.stdout)
