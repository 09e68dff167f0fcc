/** What messages say of an article beyond its event: its text as it is now, its address, the site's name. */
@NullMarked
package org.dibao.delivery.articles;

import org.jspecify.annotations.NullMarked;
