"""Markets: formal and informal trade beside Gabd, Mand and Chadgi."""

from bordertrade import charts
from bordertrade.ui import blocks, controls, market_cards, own_money, state, titles

now = state.current()
titles.of(now)
controls.bar(
    controls.market,
    controls.evidence,
    more=(
        controls.reporter,
        controls.channel,
        controls.direction,
        controls.calendar,
        controls.currency,
        controls.time,
        controls.goods,
        controls.events,
    ),
    now=now,
)
market_cards.meaning()
own_money.notice(now)
blocks.chart(charts.FORMAL, now)
blocks.chart(charts.INFORMAL, now)
blocks.chart(charts.DIRECTIONS, now)
blocks.chart(charts.BALANCE, now)
blocks.chart(charts.GOODS, now)
blocks.chart(charts.ELECTRICITY, now)
market_cards.cards(now)
