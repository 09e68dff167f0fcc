package org.dibao.render.body;

import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;

/**
 * Images, video and audio: adds what is needed to show them and removes misplaced elements. The first image is loaded
 * eagerly.
 */
final class Media {
    private static final Set<String> PLAYED = Set.of("video", "audio");
    private static final Set<String> KINDS = Set.of("subtitles", "captions", "descriptions", "chapters", "metadata");
    private static final Pattern LENGTH =
            Pattern.compile("(?:\\([a-z-]+:\\s*[0-9]+(?:px|em|rem)\\)\\s+)?[0-9]+(?:\\.[0-9]+)?(?:px|em|rem|vw)");

    private Media() {}

    static void complete(Element body) {
        boolean first = true;
        for (Element element : Nodes.all(body)) {
            switch (element.normalName()) {
                case "picture" -> picture(element);
                case "video", "audio" -> played(element);
                case "source", "track" -> {
                    if (!Nodes.parentIs(element, "picture")
                            && !(element.parent() != null
                                    && PLAYED.contains(element.parent().normalName()))) {
                        element.remove();
                    }
                }
                case "img" -> first &= !image(element, first);
                default -> {
                    /* not a media element */
                }
            }
        }
    }

    private static boolean image(Element image, boolean first) {
        if (!image.hasAttr("src")) {
            image.remove();
            return false;
        }
        if (!image.hasAttr("alt")) {
            image.attr("alt", "");
        }
        sized(image);
        if (first) {
            image.removeAttr("loading").removeAttr("decoding");
        } else {
            image.attr("loading", "lazy").attr("decoding", "async");
        }
        return true;
    }

    private static void sized(Element image) {
        boolean widths = image.attr("srcset").matches("(?s).* [0-9]+w(?:,.*)?");
        boolean valid = true;
        for (String size : image.attr("sizes").split(",")) {
            valid &= LENGTH.matcher(size.strip()).matches();
        }
        if (!widths) {
            image.removeAttr("sizes");
        } else if (!valid) {
            image.attr("sizes", "100vw");
        }
    }

    private static void picture(Element picture) {
        @Nullable Element image = picture.lastElementChild();
        boolean sound = image != null && image.normalName().equals("img") && image.hasAttr("src");
        for (Node node : picture.childNodes()) {
            sound &= node == image
                    || Nodes.isBlank(node)
                    || node instanceof Element source && source.normalName().equals("source");
        }
        for (Element source : picture.children()) {
            if (!source.normalName().equals("source")) {
                continue;
            }
            if (!sound || !source.hasAttr("srcset")) {
                source.remove();
            } else {
                source.removeAttr("src").removeAttr("title");
                sized(source);
            }
        }
        if (!sound) {
            Nodes.unwrap(picture);
        }
    }

    private static void played(Element player) {
        boolean playable = player.hasAttr("src");
        for (Node node : java.util.List.copyOf(player.childNodes())) {
            boolean kept = node instanceof Element child
                    && switch (child.normalName()) {
                        case "source" -> !player.hasAttr("src") && child.hasAttr("src");
                        case "track" -> child.hasAttr("src") && kind(child);
                        default -> false;
                    };
            if (kept && node instanceof Element child && child.normalName().equals("source")) {
                child.removeAttr("srcset").removeAttr("sizes").removeAttr("title");
                playable = true;
            } else if (!kept) {
                node.remove();
            }
        }
        if (playable) {
            player.attr("controls", "");
        } else {
            player.remove();
        }
    }

    private static boolean kind(Element track) {
        if (!KINDS.contains(track.attr("kind"))) {
            track.removeAttr("kind");
        }
        if (track.attr("label").isBlank()) {
            track.removeAttr("label");
        }
        track.removeAttr("default").removeAttr("title");
        return track.hasAttr("kind") && !track.attr("kind").equals("subtitles") || track.hasAttr("srclang");
    }
}
