/** HTML as trees: takes out what can run, and changes much of a tree in time that does not grow faster than it does. */
@NullMarked
package org.dibao.support.html;

import org.jspecify.annotations.NullMarked;
