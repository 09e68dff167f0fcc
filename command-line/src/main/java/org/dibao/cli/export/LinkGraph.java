package org.dibao.cli.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which page leads to which, both ways. Of each link there are two references, so that it fits in memory for a large site. */
final class LinkGraph {
    private static final class Node {
        final String address;
        Node[] to = {};
        final List<Node> from = new ArrayList<>(2);

        Node(String address) {
            this.address = address;
        }
    }

    private final Map<String, Node> nodes = new HashMap<>();

    /** The addresses that a page leads to. */
    Set<String> from(String address) {
        Node node = nodes.get(address);
        return node == null
                ? Set.of()
                : Stream.of(node.to).map(to -> to.address).collect(Collectors.toSet());
    }

    /** The pages that lead to an address. */
    Stream<String> to(String address) {
        Node node = nodes.get(address);
        return node == null ? Stream.of() : node.from.stream().map(from -> from.address);
    }

    /** All addresses that there are links to. */
    Stream<String> targets() {
        return nodes.values().stream().filter(node -> !node.from.isEmpty()).map(node -> node.address);
    }

    /** @param links replace those that the page had */
    void put(String address, Collection<String> links) {
        Node node = node(address);
        Set<String> now = new HashSet<>(links);
        Set<String> before = new HashSet<>();
        for (Node to : node.to) {
            before.add(to.address);
            if (!now.contains(to.address)) {
                to.from.remove(node);
            }
        }
        if (!before.equals(now)) {
            node.to = now.stream().map(this::node).toArray(Node[]::new);
            for (Node to : node.to) {
                if (!before.contains(to.address)) {
                    to.from.add(node);
                }
            }
        }
    }

    void remove(String address) {
        put(address, Set.of());
        @Nullable Node node = nodes.get(address);
        if (node != null && node.from.isEmpty()) {
            nodes.remove(address);
        }
    }

    /**
     * Whether links lead to an address from one of the roots. It looks backwards: what is reached has a root near, and what is not
     * has few pages that lead to it.
     */
    boolean isReached(String address, Set<String> roots) {
        Set<Node> seen = new HashSet<>();
        List<Node> next = new ArrayList<>();
        Node node = nodes.get(address);
        if (node != null) {
            next.add(node);
            seen.add(node);
        }
        while (!next.isEmpty()) {
            Node one = next.removeLast();
            if (roots.contains(one.address)) {
                return true;
            }
            for (Node from : one.from) {
                if (roots.contains(from.address)) {
                    return true;
                }
                if (seen.add(from)) {
                    next.add(from);
                }
            }
        }
        return roots.contains(address);
    }

    /** All addresses to which links lead from the roots, and these. */
    Set<String> reached(Collection<String> roots) {
        Set<String> reached = new HashSet<>(roots);
        List<String> next = new ArrayList<>(roots);
        while (!next.isEmpty()) {
            Node node = nodes.get(next.removeLast());
            for (Node to : node == null ? new Node[0] : node.to) {
                if (reached.add(to.address)) {
                    next.add(to.address);
                }
            }
        }
        return reached;
    }

    private Node node(String address) {
        return nodes.computeIfAbsent(address, Node::new);
    }
}
