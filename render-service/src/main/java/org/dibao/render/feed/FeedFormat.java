package org.dibao.render.feed;

/** The format of a feed. */
public enum FeedFormat {
    /** RFC 4287. */
    ATOM("application/atom+xml", "application/atom+xml; charset=utf-8", "xml"),
    /** RSS 2.0. */
    RSS("application/rss+xml", "application/rss+xml; charset=utf-8", "rss"),
    /** JSON Feed 1.1. */
    JSON("application/feed+json", "application/feed+json", "json");

    private final String mediaType;
    private final String contentType;
    private final String ending;

    FeedFormat(String mediaType, String contentType, String ending) {
        this.mediaType = mediaType;
        this.contentType = contentType;
        this.ending = ending;
    }

    public String mediaType() {
        return mediaType;
    }

    public String contentType() {
        return contentType;
    }

    /** The extension in addresses, without the dot. */
    String ending() {
        return ending;
    }

    /** A pure function of the feed. */
    byte[] write(Feed feed) {
        return switch (this) {
            case ATOM -> AtomFeed.write(feed);
            case RSS -> RssFeed.write(feed);
            case JSON -> JsonFeed.write(feed);
        };
    }
}
