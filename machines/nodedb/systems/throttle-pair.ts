import type { Chart } from '../../chart/chart.ts'
import type { Role, World } from '../../model/world.ts'
import type { SystemBody, SystemEvent } from '../../proof/system.ts'
import type { GovernorContext, GovernorPayload } from '../charts/governor.ts'
import { Channel } from './channel.ts'

export interface PairBounds {
  /** Rates that a client may ask for; the first leaves it to the server. */
  readonly rates: number
  /** Announcements under way from one client. */
  readonly announcements: number
  /** 1 seeds a server with one limit for all. */
  readonly shared: number
  readonly [name: string]: number
}

interface Client {
  readonly name: string
  readonly governor: Role<GovernorContext, GovernorPayload>
  /** Announcements under way: 1 is a release, 2 + r an engagement at rate r. */
  readonly announcements: Channel
  /** What the last announcement that arrived said; whether a push was delayed since. */
  readonly ghost: { said: number; delayed: number }
}

/** Two clients of one server, which announce what they like: a limit is nobody's but the client's own. */
export class ThrottlingPair {
  readonly clients: readonly Client[]

  constructor(
    world: World,
    readonly bounds: PairBounds,
    charts: { readonly governor: Chart<GovernorContext, GovernorPayload> },
  ) {
    this.clients = ['client 1', 'client 2'].map((name) => ({
      name,
      governor: world.role(`${name} governor`, charts.governor),
      announcements: new Channel(world, `${name} announcements`, bounds.announcements, 1 + bounds.rates),
      ghost: world.ghosts(name, { said: { min: 0, max: 1 + bounds.rates }, delayed: { min: 0, max: 1 } }),
    }))
  }

  body(): SystemBody {
    return {
      events: [
        ...this.clients.flatMap((client) => this.#acts(client)),
        {
          name: 'a second passes',
          run: () => {
            for (const { governor } of this.clients) governor.send('second')
            return true
          },
        },
      ],
      invariants: [
        {
          id: 'NDB-104',
          text: 'A client that has asked for nothing is not limited and never waits.',
          holds: () =>
            this.clients.every(
              ({ governor, ghost }) => ghost.said !== 0 || (governor.state === 'free' && ghost.delayed === 0),
            ),
        },
        {
          id: 'NDB-107',
          text: 'A client that has released is free.',
          holds: () => this.clients.every(({ governor, ghost }) => ghost.said !== 1 || governor.state === 'free'),
        },
      ],
      leadsTo: [],
      done: () => true,
    }
  }

  #acts(client: Client): SystemEvent[] {
    const { name, governor, announcements, ghost } = client
    const announce = (message: number) => (): boolean => {
      if (announcements.full) return false
      announcements.put(message)
      return true
    }
    return [
      { name: `${name} releases`, run: announce(1) },
      ...Array.from({ length: this.bounds.rates }, (_, rate) => ({
        name: `${name} asks for ${rate === 0 ? 'the usual rate' : `rate ${rate}`}`,
        run: announce(2 + rate),
      })),
      {
        name: `an announcement of ${name} arrives`,
        run: () => {
          const message = announcements.take(0)
          if (message === 0) return false
          ghost.said = message
          ghost.delayed = 0
          for (const each of this.bounds.shared === 1 ? this.clients : [client])
            if (message === 1) each.governor.send('release')
            else each.governor.send('slower', { rate: message - 2 })
          return true
        },
      },
      {
        name: `${name} is pushed to`,
        run: () => {
          if (governor.send('push')[0]?.type === 'delayed') ghost.delayed = 1
          return true
        },
      },
    ]
  }
}
