/** Sites of Hugo: settings, content with its addresses, and the common shortcodes. */
@NullMarked
package org.dibao.cli.hugo;

import org.jspecify.annotations.NullMarked;
