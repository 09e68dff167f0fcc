/** What render keeps and what it tells: the ports of the publishing loop and of the pages, each with its guarantees. */
@NullMarked
package org.dibao.render.view;

import org.jspecify.annotations.NullMarked;
