/** The generated tables under {@code docs}: complete and up to date, or the build fails. {@code docs/generate} writes them. */
@NullMarked
package org.dibao.acceptance.reference;

import org.jspecify.annotations.NullMarked;
