/** kramdown for the JVM: parse a text with {@link org.dibao.kramdown.Kramdown}, then ask the document. */
@NullMarked
package org.dibao.kramdown;

import org.jspecify.annotations.NullMarked;
