package org.dibao.cli.export;

/** Pages that only a copy has. */
final class RedirectPage {
    /** At the place of the search. The site's own style has another name in each release, so it has a little of its own. */
    static final String SEARCH = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta name="robots" content="noindex">
            <title>Search · 搜索</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 1.125rem/1.7 system-ui, sans-serif; max-width: 34rem; margin: 20vh auto; padding: 0 1.2rem; }
            </style>
            <p>This is a copy of the site as files. Searching needs the server that it was copied from.
            <p lang="zh">这是站点的静态副本，搜索需要原来的服务器。
            <p><a href="/">Front page · <span lang="zh">首页</span></a>
            """;

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
