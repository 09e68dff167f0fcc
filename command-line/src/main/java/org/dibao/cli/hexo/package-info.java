/** Sites of Hexo: settings, posts and pages with their addresses, and the common tags. */
@NullMarked
package org.dibao.cli.hexo;

import org.jspecify.annotations.NullMarked;
