/** What WordPress exports (WXR). */
@NullMarked
package org.dibao.cli.wordpress;

import org.jspecify.annotations.NullMarked;
