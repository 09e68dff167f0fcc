/** What a reader sees in a real browser. */
@NullMarked
package org.dibao.acceptance.browser;

import org.jspecify.annotations.NullMarked;
