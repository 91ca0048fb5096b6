def by_region(people, regions):
    table = {region: [] for region in regions}
    for person in people:
        table[person["region"]].append(person["mail"])
    return table


def counters(regions):
    return dict.fromkeys(regions, 0)


def drop_bounced(mails, bounced):
    for mail in mails[:]:
        if mail in bounced:
            mails.remove(mail)
    return mails


def first_internal(mails, domain):
    for i, mail in enumerate(mails):
        if mail.endswith("@" + domain):
            del mails[i]
            return mail
    return None
