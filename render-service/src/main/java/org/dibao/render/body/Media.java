package org.dibao.render.body;

import java.util.Set;
import java.util.regex.Pattern;
import org.dibao.support.html.Edits;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;

/**
 * Images, video and audio: adds what is needed to show them and removes misplaced elements. The first image is loaded
 * eagerly.
 */
final class Media {
    /** Of sources and tracks. */
    private static final Set<String> HOLDERS = Set.of("picture", "video", "audio");

    private static final Set<String> KINDS = Set.of("subtitles", "captions", "descriptions", "chapters", "metadata");
    private static final Pattern LENGTH =
            Pattern.compile("(?:\\([a-z-]+:\\s*[0-9]+(?:px|em|rem)\\)\\s+)?[0-9]+(?:\\.[0-9]+)?(?:px|em|rem|vw)");

    private Media() {}

    static void complete(Element body) {
        boolean first = true;
        Edits edits = new Edits();
        for (Element element : Nodes.all(body)) {
            switch (element.normalName()) {
                case "picture" -> picture(element, edits);
                case "video", "audio" -> played(element, edits);
                case "source", "track" -> {
                    Element parent = edits.parent(element);
                    if (parent != null && !HOLDERS.contains(parent.normalName())) {
                        edits.remove(element);
                    }
                }
                case "img" -> first &= !image(element, first, edits);
                default -> {
                    /* not a media element */
                }
            }
        }
        edits.make();
    }

    private static boolean image(Element image, boolean first, Edits edits) {
        if (!image.hasAttr("src")) {
            edits.remove(image);
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

    private static void picture(Element picture, Edits edits) {
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
                edits.remove(source);
            } else {
                source.removeAttr("src").removeAttr("title");
                sized(source);
            }
        }
        if (!sound) {
            edits.unwrap(picture);
        }
    }

    private static void played(Element player, Edits edits) {
        boolean playable = player.hasAttr("src");
        for (Node node : player.childNodes()) {
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
                edits.remove(node);
            }
        }
        if (playable) {
            player.attr("controls", "");
        } else {
            edits.remove(player);
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
