package org.dibao.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Pictures that live articles show and their site does not have. */
final class MissingPictures {
    /** In HTML as the server keeps it: lower case, with quotes. */
    private static final Pattern PICTURE = Pattern.compile("<img\\b[^>]*?\\ssrc=\"([^\"]+)\"");

    /** How many folders above a post its site's own may be. */
    private static final int FOLDERS_ABOVE = 4;

    private final Api api;
    private final SitePaths paths;

    MissingPictures(Api api, Target target) {
        this.api = api;
        this.paths = new SitePaths(List.of(target.url()));
    }

    /** Their paths, decoded; none of an article that readers do not see. */
    List<String> of(Published published) {
        String id = published.answer().path("article").asString("");
        if (published.path() == null || id.isEmpty()) {
            return List.of();
        }
        try {
            return shownBy(api.ask("GET", ArticleCommand.addressOf(id)), published.path()).stream()
                    .filter(this::isMissing)
                    .toList();
        } catch (CommandFailed e) {
            return List.of(); // it is published all the same
        }
    }

    private Set<String> shownBy(JsonNode article, String path) {
        List<String> addresses = new ArrayList<>(List.of(article.path("image").asString("")));
        Matcher picture = PICTURE.matcher(article.path("html").asString(""));
        while (picture.find()) {
            addresses.add(picture.group(1).replace("&amp;", "&"));
        }
        Set<String> shown = new LinkedHashSet<>();
        for (String address : addresses) {
            String at = address.isEmpty() ? null : paths.path(path, address);
            if (at != null) {
                shown.add(at);
            }
        }
        return shown;
    }

    private boolean isMissing(String path) {
        int status = api.status(path);
        return status == 404 || status == 410;
    }

    /** What to do about one, with its file if the post's own site has it. */
    static String told(String path, Path post) {
        return path + " is not on the site, so that readers see no picture there: dibao assets put "
                + fileOf(path, post) + " --at " + path;
    }

    private static String fileOf(String path, Path post) {
        Path folder = post.toAbsolutePath().getParent();
        for (int i = 0; i < FOLDERS_ABOVE && folder != null; i++, folder = folder.getParent()) {
            Path file = folder.resolve(path.substring(1)).normalize();
            if (Files.isRegularFile(file)) {
                return file.toString();
            }
        }
        return "FILE";
    }
}
