/** Links under which drafts and scheduled articles are shown before they are published. */
@NullMarked
package org.dibao.gateway.previews;

import org.jspecify.annotations.NullMarked;
