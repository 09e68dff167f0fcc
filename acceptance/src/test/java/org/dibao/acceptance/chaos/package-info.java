/**
 * A checker that knows the truth. Rounds of a random history, which a printed seed repeats: clients create, edit, move, withdraw, restore
 * and schedule articles that fight for paths, put files, change the site's settings, import, and send again whatever was not answered;
 * readers read; subscribers of each kind are cut off. Meanwhile something breaks. Then everything is made whole and the
 * {@linkplain org.dibao.acceptance.chaos.truth.Judge judge} is asked, who knows from the log and from the requests alone what each must
 * have become: an answer that never came is resolved by what the log has, once per idempotency key. What every article, page, listing,
 * feed and search must show follows from that.
 */
@NullMarked
package org.dibao.acceptance.chaos;

import org.jspecify.annotations.NullMarked;
