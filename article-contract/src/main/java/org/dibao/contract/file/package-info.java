/** Files of a site beside its articles: pictures, downloads. Their bytes are kept elsewhere, under their hash. */
@NullMarked
package org.dibao.contract.file;

import org.jspecify.annotations.NullMarked;
