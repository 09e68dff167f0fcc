/** Tests of a site as files. */
@NullMarked
package org.dibao.cli.export;

import org.jspecify.annotations.NullMarked;
