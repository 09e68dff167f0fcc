/** Tests of what the importers of sites have in common. */
@NullMarked
package org.dibao.cli.site;

import org.jspecify.annotations.NullMarked;
