/** What render keeps: its ports, each with its guarantees. */
@NullMarked
package org.dibao.render.view;

import org.jspecify.annotations.NullMarked;
