package org.dibao.cli.export;

/** Pages that only a copy has. */
final class RedirectPage {
    /** At the place of the search. */
    static final String SEARCH =
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\""
                    + " content=\"width=device-width\">\n<meta name=\"robots\" content=\"noindex\">\n<title>Search</title>\n<p>This is a"
                    + " copy of the site as files. Searching needs the server that it was copied from.\n<p lang=\"zh\">这是站点的静态副本，搜索需要原来的服务器。\n<p><a href=\"/\">/</a>\n";

    private RedirectPage() {}

    /** @param to an encoded path, or an address */
    static String of(String to) {
        String link = to.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
        return "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>" + link
                + "</title>\n<meta name=\"robots\" content=\"noindex\">\n<link rel=\"canonical\" href=\"" + link
                + "\">\n<meta http-equiv=\"refresh\" content=\"0; url=" + link + "\">\n<a href=\"" + link + "\">" + link
                + "</a>\n";
    }
}
