package org.dibao.kramdown.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands in {@code {: #id .class key="value" name}}: attributes, and names of lists defined elsewhere. */
public final class AttributeList {
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final StringBuilder classes = new StringBuilder();
    private final List<String> references = new ArrayList<>();

    public void put(String name, String value) {
        if (name.equals("class")) {
            classes.setLength(0);
        }
        attributes.put(name, value);
    }

    public void addClass(String name) {
        if (classes.isEmpty()) {
            classes.append(attributes.getOrDefault("class", ""));
            attributes.putIfAbsent("class", "");
        }
        classes.append(classes.isEmpty() ? "" : " ").append(name);
    }

    public void refer(String name) {
        references.add(name);
    }

    public Map<String, String> attributes() {
        if (!classes.isEmpty()) {
            attributes.put("class", classes.toString());
        }
        return attributes;
    }

    public boolean refersTo(String name) {
        return references.contains(name);
    }

    public List<String> references() {
        return references;
    }
}
