package org.dibao.contract.site;

import org.jspecify.annotations.Nullable;

/** Jackson's filter for members that are as they would be if nobody had given them: they are left out of the JSON. */
final class NotGiven {

    @Override
    public boolean equals(@Nullable Object value) {
        return value == null
                || value.equals(FeedSettings.DEFAULT)
                || value.equals(Look.DEFAULT)
                || value.equals(Imprint.NONE);
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
