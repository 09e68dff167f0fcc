package org.dibao.cli.export;

import java.util.Map;
import java.util.TreeMap;

/** The files that a copy has and its site does not: small pages where addresses redirect, the list of these, and a page for the search. */
final class RedirectFiles {
    static final String LIST = "_redirects";

    /** A question mark, encoded: in an old address it begins the query. */
    private static final String QUERY = "%3F";

    private static final String SEARCH = "search.html";

    private RedirectFiles() {}

    static boolean hasQuery(String address) {
        return address.contains(QUERY);
    }

    /** Their content by their names. */
    static Map<String, String> of(CopyState state) {
        Map<String, String> made = new TreeMap<>();
        StringBuilder list = new StringBuilder();
        StringBuilder queries = new StringBuilder();
        state.known().redirects().forEach((from, to) -> {
            if (hasQuery(from)) {
                queries.append("# ")
                        .append(from.replace(QUERY, "?"))
                        .append(' ')
                        .append(to)
                        .append(" 301\n");
                return;
            }
            list.append(from).append(' ').append(to).append(" 301\n");
            String file = CopyFolder.file(from);
            if (file != null && state.known().owner(file) == null) {
                made.put(file, RedirectPage.of(to));
            }
        });
        if (!queries.isEmpty()) {
            list.append(
                            "# Old addresses with a query, which files cannot have: whatever serves this folder may redirect them.\n")
                    .append(queries);
        }
        if (!list.isEmpty()) {
            made.put(LIST, list.toString());
        }
        if (state.known().owner(SEARCH) == null) {
            made.put(SEARCH, RedirectPage.SEARCH);
        }
        return made;
    }
}
