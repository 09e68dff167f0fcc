/** Compares this module with kramdown itself, on documents from files and on generated ones. */
@NullMarked
package org.dibao.kramdown.differential;

import org.jspecify.annotations.NullMarked;
