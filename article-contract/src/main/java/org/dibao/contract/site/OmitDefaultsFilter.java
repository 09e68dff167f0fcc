package org.dibao.contract.site;

import org.jspecify.annotations.Nullable;

/** A Jackson filter that leaves out members that have their default values. */
final class OmitDefaultsFilter {

    @Override
    public boolean equals(@Nullable Object value) {
        return value == null
                || value.equals(FeedSettings.DEFAULT)
                || value.equals(Appearance.DEFAULT)
                || value.equals(Imprint.NONE);
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
